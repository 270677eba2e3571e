package till;

import java.io.OutputStream;
import java.net.URL;
import java.util.UUID;
import java.util.prefs.Preferences;
import javax.net.ssl.HttpsURLConnection;

public class Payment {
    static final String HELCIM_URL = "https://api.helcim.com/v2/payment/purchase";
    static final String HELCIM_TOKEN_KEY = "helcim.api.token";

    public static int pay(String json) throws Exception {
        String token = Preferences.systemRoot().get(HELCIM_TOKEN_KEY, null);
        if (token == null) throw new IllegalStateException("No Helcim API token configured");
        HttpsURLConnection c = (HttpsURLConnection) new URL(HELCIM_URL).openConnection();
        c.setRequestMethod("POST");
        c.setDoOutput(true);
        c.setRequestProperty("api-token", token);
        c.setRequestProperty("idempotency-key", UUID.randomUUID().toString());
        System.out.println("token configured: " + (token != null) + ", length " + token.length());
        try (OutputStream o = c.getOutputStream()) {
            o.write(json.getBytes("UTF-8"));
        }
        return c.getResponseCode();
    }
}
