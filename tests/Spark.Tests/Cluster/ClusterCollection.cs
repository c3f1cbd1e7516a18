namespace DistributedML.Tests.Spark.Cluster;

/// <summary>The tests on the cluster, one after the other.</summary>
[CollectionDefinition]
public sealed class ClusterCollection : ICollectionFixture<StandaloneCluster>;
