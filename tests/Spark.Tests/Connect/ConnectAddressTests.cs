using DistributedML.Spark.Connect;

namespace DistributedML.Tests.Spark.Connect;

public class ConnectAddressTests
{
    [Theory]
    [InlineData("sc://host", "http://host:15002/")]
    [InlineData("sc://host:99", "http://host:99/")]
    [InlineData("sc://host/;use_ssl=true", "https://host:15002/")]
    [InlineData("sc://host/;token=abc", "https://host:15002/")]
    [InlineData("sc://localhost/;token=abc", "http://localhost:15002/")]
    [InlineData("sc://127.0.0.1:1/;token=abc;use_ssl=true", "https://127.0.0.1:1/")]
    [InlineData("sc://[::1]:5/;token=abc", "http://[::1]:5/")]
    public void TLS_is_on_where_it_is_asked_for_or_a_token_leaves_the_machine(string text, string uri) => Assert.Equal(uri, ConnectAddress.Parse(text).Uri.ToString());

    [Fact]
    public void The_keys_are_read()
    {
        var address = ConnectAddress.Parse("sc://host/;token=a%3Db;user_id=me;user_agent=mine;session_id=0b7b4f9e-27a1-4b65-b04a-6f1d6e4e5a3c");
        Assert.Equal(("a=b", "me", "mine", "0b7b4f9e-27a1-4b65-b04a-6f1d6e4e5a3c"), (address.Token, address.UserId, address.UserAgent, address.SessionId));
        Assert.DoesNotContain("a=b", address.ToString());
    }

    [Theory]
    [InlineData("http://host", "sc://host")]
    [InlineData("host:15002", "sc://host")]
    [InlineData("sc://host/;token", "'token'")]
    [InlineData("sc://host/;tokn=a", "'tokn'")]
    [InlineData("sc://host/;use_ssl=yes", "'yes'")]
    [InlineData("sc://host/;session_id=1", "UUID")]
    [InlineData("sc://host/;token=secret;use_ssl=false", "clear text")]
    public void What_is_wrong_is_named(string text, string part)
    {
        var message = Assert.Throws<ArgumentException>(() => ConnectAddress.Parse(text)).Message;
        Assert.Contains(part, message);
        Assert.DoesNotContain("secret", message);
    }
}
