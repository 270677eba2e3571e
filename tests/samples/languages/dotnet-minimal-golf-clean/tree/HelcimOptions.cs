using System.ComponentModel.DataAnnotations;

namespace Golf;

public sealed class HelcimOptions
{
    [Required]
    public string ApiToken { get; set; } = "";

    public override string ToString() => ApiToken.Length == 0 ? "NOT SET" : $"****{ApiToken[^4..]}";
}
