namespace Golf;

public sealed class HelcimOptions
{
    public const string Section = "Helcim";

    public string BaseUrl { get; set; } = "https://api.helcim.com/v2/";
    public string ApiToken { get; set; } = "{{legacy25}}";
}
