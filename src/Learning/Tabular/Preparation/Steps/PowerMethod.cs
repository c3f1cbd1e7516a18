namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>A family of power transformations.</summary>
public enum PowerMethod : byte
{
    /// <summary>For all numbers. Yeo and Johnson, Biometrika 87 (2000).</summary>
    YeoJohnson,

    /// <summary>For numbers above 0. Box and Cox, Journal of the Royal Statistical Society B 26 (1964).</summary>
    BoxCox,
}
