using DistributedML.Learning.Recommendation;

var purchases = new PurchasesBuilder();
purchases.Add("ann", "teapot", "basket-1", new DateOnly(2011, 5, 2));
purchases.Add("ann", "cup", "basket-1", new DateOnly(2011, 5, 2));
purchases.Add("bob", "teapot", "basket-2", new DateOnly(2011, 5, 3));
purchases.Add("bob", "saucer", "basket-3", new DateOnly(2011, 5, 9));

var options = new RecommenderOptions { Ease = new() { L2 = 1 } };
var trained = new RecommenderTrainer(options).Train(purchases.Build(), threads: 2);
foreach (var best in trained.Model.Recommend(trained.Histories["ann"], 1)) Console.WriteLine($"ann: {best.Item}");
