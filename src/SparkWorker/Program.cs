return await DistributedML.Spark.Worker.WorkerProgram.RunAsync(args);
