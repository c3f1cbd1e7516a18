using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark;

static partial class FunctionSamples
{
    public static readonly SampleTable Hashes = new(Sources.Row)
    {
        { () => Md5(Col("s")), "md5(s)" },
        { () => Sha(Col("s")), "sha(s)" },
        { () => Sha1(Col("s")), "sha1(s)" },
        { () => Sha2(Col("s"), 256), "sha2(s, 256)" },
        { () => Crc32(Col("s")), "crc32(s)" },
        { () => Hash(Col("s"), Col("i")), "hash(s, i)" },
        { () => XXHash64(Col("s"), Col("i")), "xxhash64(s, i)" },
        { () => LuhnCheck(Lit("79927398713")), "luhn_check('79927398713')" },
        { () => AesDecrypt(Expr("aes_encrypt(s, '0000111122223333', 'GCM', 'DEFAULT', '', 'header')"), Lit("0000111122223333"), Lit("GCM"), Lit("DEFAULT"), Lit("header")), "aes_decrypt(aes_encrypt(s, '0000111122223333', 'GCM', 'DEFAULT', '', 'header'), '0000111122223333', 'GCM', 'DEFAULT', 'header')" },
        { () => AesDecrypt(Expr("aes_encrypt(s, '0000111122223333')"), Lit("0000111122223333")), "aes_decrypt(aes_encrypt(s, '0000111122223333'), '0000111122223333')" },
        { () => TryAesDecrypt(Expr("aes_encrypt(s, '0000111122223333', 'GCM', 'DEFAULT', '', 'header')"), Lit("0000111122223333"), Lit("GCM"), Lit("DEFAULT"), Lit("header")), "try_aes_decrypt(aes_encrypt(s, '0000111122223333', 'GCM', 'DEFAULT', '', 'header'), '0000111122223333', 'GCM', 'DEFAULT', 'header')" },
        { () => TryAesDecrypt(Expr("aes_encrypt(s, '0000111122223333')"), Lit("0000111122223333")), "try_aes_decrypt(aes_encrypt(s, '0000111122223333'), '0000111122223333')" },
    };
}
