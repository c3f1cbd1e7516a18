using Microsoft.Spark.Sql;

// No server is started: what is asked for is that the program compiles and finds what it needs beside itself.
Console.WriteLine(typeof(SparkSession).Assembly.GetName().Name);
