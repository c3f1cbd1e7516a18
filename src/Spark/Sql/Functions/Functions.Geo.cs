namespace Microsoft.Spark.Sql;

// Geometries and geographies.
public static partial class Functions
{
    /// <summary>The value in well-known binary: little-endian, or XDR for big-endian.</summary>
    public static Column StAsbinary(Column geo) => Call("st_asbinary", geo);

    /// <inheritdoc cref="StAsbinary(Column)"/>
    public static Column StAsbinary(Column geo, string endianness) => Call("st_asbinary", geo, Lit(endianness));

    /// <inheritdoc cref="StAsbinary(Column)"/>
    public static Column StAsbinary(Column geo, Column endianness) => Call("st_asbinary", geo, endianness);

    /// <summary>The geography that well-known binary writes.</summary>
    public static Column StGeogfromwkb(Column wkb) => Call("st_geogfromwkb", wkb);

    /// <summary>The geometry that well-known binary writes, in a reference system.</summary>
    public static Column StGeomfromwkb(Column wkb) => Call("st_geomfromwkb", wkb);

    /// <inheritdoc cref="StGeomfromwkb(Column)"/>
    public static Column StGeomfromwkb(Column wkb, int srid) => Call("st_geomfromwkb", wkb, Lit(srid));

    /// <inheritdoc cref="StGeomfromwkb(Column)"/>
    public static Column StGeomfromwkb(Column wkb, Column srid) => Call("st_geomfromwkb", wkb, srid);

    /// <summary>The value in another spatial reference system.</summary>
    public static Column StSetsrid(Column geo, int srid) => Call("st_setsrid", geo, Lit(srid));

    /// <inheritdoc cref="StSetsrid(Column, int)"/>
    public static Column StSetsrid(Column geo, Column srid) => Call("st_setsrid", geo, srid);

    /// <summary>The number of the spatial reference system.</summary>
    public static Column StSrid(Column geo) => Call("st_srid", geo);
}
