namespace Microsoft.Spark.Sql;

// Hashes, ciphers and checks.
public static partial class Functions
{
    /// <summary>The MD5 hash of bytes, as 32 hexadecimal digits.</summary>
    public static Column Md5(Column column) => Call("md5", column);

    /// <summary>The SHA-1 hash of bytes, as 40 hexadecimal digits.</summary>
    public static Column Sha(Column value) => Call("sha", value);

    /// <summary>The SHA-1 hash of bytes, as 40 hexadecimal digits.</summary>
    public static Column Sha1(Column column) => Call("sha1", column);

    /// <summary>The SHA-2 hash of bytes, of 224, 256, 384 or 512 bits, as hexadecimal digits.</summary>
    public static Column Sha2(Column column, int numBits) => Call("sha2", column, Lit(numBits));

    /// <summary>The CRC-32 checksum of bytes.</summary>
    public static Column Crc32(Column column) => Call("crc32", column);

    /// <summary>A 32-bit Murmur3 hash of the values.</summary>
    public static Column Hash(params Column[] columns) => Call("hash", columns);

    /// <summary>A 64-bit xxHash of the values.</summary>
    public static Column XXHash64(params Column[] columns) => Call("xxhash64", columns);

    /// <summary>Whether the digits end with the right check digit of Luhn's formula, as card numbers do.</summary>
    public static Column LuhnCheck(Column digits) => Call("luhn_check", digits);

    /// <summary>Bytes encrypted with AES; the mode is GCM unless CBC or ECB is named.</summary>
    public static Column AesEncrypt(Column input, Column key, Column? mode = null, Column? padding = null, Column? iv = null, Column? aad = null) =>
        CallOptional("aes_encrypt", input, key, mode, padding, iv, aad);

    /// <summary>Bytes decrypted with AES; the mode is GCM unless CBC or ECB is named.</summary>
    public static Column AesDecrypt(Column input, Column key, Column? mode = null, Column? padding = null, Column? aad = null) =>
        CallOptional("aes_decrypt", input, key, mode, padding, aad);

    /// <summary>Bytes decrypted with AES, or null where that fails.</summary>
    public static Column TryAesDecrypt(Column input, Column key, Column? mode = null, Column? padding = null, Column? aad = null) =>
        CallOptional("try_aes_decrypt", input, key, mode, padding, aad);

    /// <summary>Null where the condition holds; the job fails where it does not, with the message.</summary>
    public static Column AssertTrue(Column column) => Call("assert_true", column);

    /// <inheritdoc cref="AssertTrue(Column)"/>
    public static Column AssertTrue(Column column, Column errMsg) => Call("assert_true", column, errMsg);

    /// <summary>Fails the job with the message.</summary>
    public static Column RaiseError(Column errMsg) => Call("raise_error", errMsg);
}
