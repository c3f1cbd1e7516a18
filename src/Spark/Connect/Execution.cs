using System.Diagnostics;
using DistributedML.Spark.Connect.Protocol;
using Grpc.Core;
using Microsoft.Spark.Sql;

namespace DistributedML.Spark.Connect;

/// <summary>
/// One operation on the server and the stream of its answers. The operation runs on when the stream is cut, by the network or by the server, which cuts long
/// ones on purpose; the stream is then continued after the last answer that arrived, so that none is lost and none comes twice.
/// </summary>
sealed class Execution : IAsyncDisposable
{
    static readonly TimeSpan GoodbyeLimit = TimeSpan.FromSeconds(5);

    readonly ConnectClient _client;
    readonly ExecutePlanRequest _request;
    readonly RetryPolicy.Attempts _attempts;
    readonly BatchChunks _chunks = new();

    AsyncServerStreamingCall<ExecutePlanResponse>? _call;
    SparkConnectService.SparkConnectServiceClient? _service;
    long _opened;
    string? _lastResponse;
    ExecutionProgress? _progress;

    // Whether the server may know the operation: the next stream continues it instead of starting it.
    bool _started;
    bool _ended;

    public Execution(ConnectClient client, Plan plan, IEnumerable<string> tags)
    {
        _client = client;
        _attempts = client.Channel.Retry.Begin();
        _request = new ExecutePlanRequest
        {
            Plan = plan,
            OperationId = Guid.NewGuid().ToString(),
            Tags = { tags },
            RequestOptions =
            {
                new ExecutePlanRequest.Types.RequestOption { ReattachOptions = new() { Reattachable = true } },
                new ExecutePlanRequest.Types.RequestOption { ResultChunkingOptions = new() { AllowArrowBatchChunking = true } },
            },
        };
    }

    /// <summary>The next answer; null at the operation's end.</summary>
    public async Task<ExecutePlanResponse?> NextAsync(CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(_client.Closed, typeof(SparkSession));
        try
        {
            while (!_ended)
            {
                cancel.ThrowIfCancellationRequested();
                if (await ReadAsync(cancel).ConfigureAwait(false) is not { } response) continue;
                _client.Checked(response);
                if (response.HasResponseId) _lastResponse = response.ResponseId;
                if (response.ExecutionProgress is { } progress) Report(progress);
                else if (response.ResultComplete is not null) End();
                else if (_chunks.Join(response) is { } whole) return whole;
            }
            return null;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await InterruptAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends the operation if it still runs, for nobody reads on.</summary>
    public async ValueTask DisposeAsync()
    {
        _call?.Dispose();
        if (_ended) return;
        _ended = true;
        if (_started) await ReleaseAsync().ConfigureAwait(false);
    }

    /// <summary>Reads an answer from the stream, which is opened or continued when there is none; null when the stream broke and another must be opened.</summary>
    async Task<ExecutePlanResponse?> ReadAsync(CancellationToken cancel)
    {
        try
        {
            _call ??= Open();
            var next = _call.ResponseStream.MoveNext(CancellationToken.None);
            var silent = false;
            while (true)
            {
                try
                {
                    if (await next.WaitAsync(_client.Channel.Retry.Silence, cancel).ConfigureAwait(false))
                    {
                        _attempts.Succeeded();
                        return _call.ResponseStream.Current;
                    }
                    break;
                }
                catch (TimeoutException) when (!next.IsCompleted)
                {
                    if (await AnswersAsync(cancel).ConfigureAwait(false)) continue;
                    _client.Channel.Replace(_service!);
                    silent = true;
                    break;
                }
            }
            Close();
            // A server may cut a long stream that had nothing to say; one that cuts every stream at once is not asked for ever.
            if (!silent && Stopwatch.GetElapsedTime(_opened) > TimeSpan.FromSeconds(1)) _attempts.Succeeded();
            if (!await _attempts.WaitAsync(Failure.Lost, cancel).ConfigureAwait(false))
                throw new RpcException(new(StatusCode.Unavailable, silent ? "it answers no more" : "it ends every stream before the result is complete"));
            return null;
        }
        catch (RpcException error)
        {
            Close();
            if (await RecoversAsync(error, cancel).ConfigureAwait(false)) return null;
            _ended = !IsLost(error);
            throw await _client.TranslateAsync(error).ConfigureAwait(false);
        }
    }

    AsyncServerStreamingCall<ExecutePlanResponse> Open()
    {
        _opened = Stopwatch.GetTimestamp();
        _service = _client.Channel.Service;
        // The call ends with its disposal and not by the token: the server shall first be told to interrupt the operation.
        var options = _client.Options(CancellationToken.None);
        if (!_started)
        {
            _started = true;
            return _service.ExecutePlan(_client.Signed(_request), options);
        }
        var reattach = new ReattachExecuteRequest { OperationId = _request.OperationId };
        if (_lastResponse is not null) reattach.LastResponseId = _lastResponse;
        return _service.ReattachExecute(_client.Signed(reattach), options);
    }

    void Close()
    {
        _call?.Dispose();
        _call = null;
    }

    async Task<bool> RecoversAsync(RpcException error, CancellationToken cancel)
    {
        switch (ServerErrors.ErrorClass(error))
        {
            // The start never arrived. Once an answer came it is the result that is gone, which no second run may replace.
            case "INVALID_HANDLE.OPERATION_NOT_FOUND" when _lastResponse is null && _started:
                _started = false;
                return await _attempts.WaitAsync(Failure.Lost, cancel).ConfigureAwait(false);
            case "INVALID_HANDLE.OPERATION_ALREADY_EXISTS":
                return await _attempts.WaitAsync(Failure.Lost, cancel).ConfigureAwait(false);
            default:
                return await _attempts.WaitAsync(RetryPolicy.Classify(error), cancel).ConfigureAwait(false);
        }
    }

    static bool IsLost(RpcException error) => RetryPolicy.Classify(error) != Failure.Answered;

    /// <summary>Whether the connection still carries answers.</summary>
    async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        try
        {
            var question = new ConfigRequest { Operation = new() { GetOption = new() { Keys = { "spark.app.name" } } } };
            await _service!.ConfigAsync(_client.Signed(question), _client.Options(cancel, _client.Channel.Retry.ProbeLimit)).ConfigureAwait(false);
            return true;
        }
        catch (RpcException error) when (!cancel.IsCancellationRequested)
        {
            return error.StatusCode != StatusCode.DeadlineExceeded && !IsLost(error);
        }
        catch (RpcException)
        {
            throw new OperationCanceledException(cancel);
        }
    }

    void Report(ExecutePlanResponse.Types.ExecutionProgress progress)
    {
        var stages = progress.Stages.Select(stage => new StageProgress(stage.StageId, stage.NumTasks, stage.NumCompletedTasks, stage.InputBytesRead, stage.Done));
        _progress = new(_request.OperationId, [.. stages], progress.NumInflightTasks, Done: false);
        _client.Report(_progress);
    }

    void End()
    {
        _ended = true;
        if (_progress is not null) _client.Report(_progress with { RunningTasks = 0, Done = true });
        _ = ReleaseAsync(); // the server drops the answers it kept for a second reading; nobody waits for that
    }

    /// <summary>Tells the server to stop the operation, in the time of a goodbye.</summary>
    async Task InterruptAsync()
    {
        _ended = true;
        if (!_started) return;
        var interrupt = new InterruptRequest { InterruptType = InterruptRequest.Types.InterruptType.OperationId, OperationId = _request.OperationId };
        await QuietlyAsync(options => _client.Channel.Service.InterruptAsync(_client.Signed(interrupt), options).ResponseAsync).ConfigureAwait(false);
        await ReleaseAsync().ConfigureAwait(false);
    }

    Task ReleaseAsync()
    {
        var release = new ReleaseExecuteRequest { OperationId = _request.OperationId, ReleaseAll = new() };
        return QuietlyAsync(options => _client.Channel.Service.ReleaseExecuteAsync(_client.Signed(release), options).ResponseAsync);
    }

    async Task QuietlyAsync(Func<CallOptions, Task> call)
    {
        try
        {
            await call(_client.Options(CancellationToken.None, GoodbyeLimit)).ConfigureAwait(false);
        }
        catch (RpcException)
        {
            // Without the server there is nothing left to stop.
        }
    }
}
