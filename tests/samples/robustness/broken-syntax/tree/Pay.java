public class Pay {
    String url = "https://api.helcim.com/v2/";
    String apiToken = "{{token520}}"
    void go( {
