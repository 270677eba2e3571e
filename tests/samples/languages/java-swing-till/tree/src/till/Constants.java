package till;

public interface Constants {
    String TITLE = "Corner Store Till v3";
    String HELCIM_URL = "https://api.helcim.com/v2/payment/purchase";
    String HELCIM_TOKEN = "{{token5}}";
}
