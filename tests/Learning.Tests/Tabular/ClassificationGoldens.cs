namespace DistributedML.Learning.Tests.Tabular;

/// <summary>
/// scikit-learn 1.9.1 on <see cref="MetricRows.Probabilities"/> with h = p.argmax(1): accuracy_score, balanced_accuracy_score,
/// precision_score, recall_score, f1_score (average=...), fbeta_score(beta=2), matthews_corrcoef, cohen_kappa_score of (y, h);
/// roc_auc_score (of three classes multi_class="ovr"), average_precision_score, log_loss, brier_score_loss, top_k_accuracy_score(k=2) of
/// (y, p); all with sample_weight. The calibration error is Σ n·|prob_true − prob_pred| / Σ n of calibration_curve(n_bins=10) over rows
/// repeated by their weight.
/// </summary>
static class ClassificationGoldens
{
    public static Dictionary<string, double> Of(int classes, bool weighted) => (classes, weighted) switch
    {
        (2, false) => new()
        {
            ["accuracy"] = 0.8333333333333334,
            ["balancedAccuracy"] = 0.8125,
            ["precision"] = 0.75,
            ["recall"] = 0.75,
            ["f1"] = 0.75,
            ["precisionMacro"] = 0.8125,
            ["recallMacro"] = 0.8125,
            ["f1Macro"] = 0.8125,
            ["precisionMicro"] = 0.8333333333333334,
            ["recallMicro"] = 0.8333333333333334,
            ["f1Micro"] = 0.8333333333333334,
            ["precisionWeighted"] = 0.8333333333333334,
            ["recallWeighted"] = 0.8333333333333334,
            ["f1Weighted"] = 0.8333333333333334,
            ["f2Macro"] = 0.8125,
            ["mcc"] = 0.625,
            ["kappa"] = 0.625,
            ["rocAuc"] = 0.84375,
            ["averagePrecision"] = 0.8257761437908497,
            ["logLoss"] = 0.5144747907789934,
            ["brier"] = 0.16883795437366864,
            ["calibrationError"] = 0.20431096681096683,
        },
        (2, true) => new()
        {
            ["accuracy"] = 0.75,
            ["balancedAccuracy"] = 0.7083333333333334,
            ["precision"] = 0.6363636363636364,
            ["recall"] = 0.5833333333333334,
            ["f1"] = 0.6086956521739131,
            ["precisionMacro"] = 0.7181818181818183,
            ["recallMacro"] = 0.7083333333333334,
            ["f1Macro"] = 0.712511091393079,
            ["precisionMicro"] = 0.75,
            ["recallMicro"] = 0.75,
            ["f1Micro"] = 0.75,
            ["precisionWeighted"] = 0.7454545454545455,
            ["recallWeighted"] = 0.75,
            ["f1Weighted"] = 0.7471162377994677,
            ["f2Macro"] = 0.7098333099873932,
            ["mcc"] = 0.4264014327112209,
            ["kappa"] = 0.42553191489361697,
            ["rocAuc"] = 0.7569444444444444,
            ["averagePrecision"] = 0.7639353400222966,
            ["logLoss"] = 0.546253662161241,
            ["brier"] = 0.18705358574406195,
            ["calibrationError"] = 0.24689754689754678,
        },
        (3, false) => new()
        {
            ["accuracy"] = 0.7916666666666666,
            ["balancedAccuracy"] = 0.792609964561184,
            ["precisionMacro"] = 0.8124890982033839,
            ["recallMacro"] = 0.792609964561184,
            ["f1Macro"] = 0.7968177981748167,
            ["precisionMicro"] = 0.7916666666666666,
            ["recallMicro"] = 0.7916666666666666,
            ["f1Micro"] = 0.7916666666666666,
            ["precisionWeighted"] = 0.8103523460666318,
            ["recallWeighted"] = 0.7916666666666666,
            ["f1Weighted"] = 0.7953477277522815,
            ["f2Macro"] = 0.7929155577531838,
            ["mcc"] = 0.6921255855841065,
            ["kappa"] = 0.6872719691441677,
            ["rocAuc"] = 0.950491792734383,
            ["averagePrecision"] = 0.9064265247657048,
            ["logLoss"] = 0.7629464565591896,
            ["brier"] = 0.4398630381550769,
            ["calibrationError"] = 0.3327149470899472,
            ["top2Accuracy"] = 0.95,
        },
        (3, true) => new()
        {
            ["accuracy"] = 0.6722222222222223,
            ["balancedAccuracy"] = 0.6777731242341042,
            ["precisionMacro"] = 0.7258467023172906,
            ["recallMacro"] = 0.6777731242341042,
            ["f1Macro"] = 0.683810748243738,
            ["precisionMicro"] = 0.6722222222222223,
            ["recallMicro"] = 0.6722222222222223,
            ["f1Micro"] = 0.6722222222222223,
            ["precisionWeighted"] = 0.7208437314319667,
            ["recallWeighted"] = 0.6722222222222223,
            ["f1Weighted"] = 0.6791203403316806,
            ["f2Macro"] = 0.6757920875817199,
            ["mcc"] = 0.5223297949398948,
            ["kappa"] = 0.508674531575295,
            ["rocAuc"] = 0.9099710674297151,
            ["averagePrecision"] = 0.8541704509904836,
            ["logLoss"] = 0.8167538614223326,
            ["brier"] = 0.48803684019904253,
            ["calibrationError"] = 0.30996693121693125,
            ["top2Accuracy"] = 0.9333333333333333,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(classes)),
    };
}
