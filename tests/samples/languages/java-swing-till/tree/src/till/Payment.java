package till;

import java.io.OutputStream;
import java.net.URL;
import java.util.UUID;
import javax.net.ssl.HttpsURLConnection;

public class Payment implements Constants {
    public static int pay(String json) throws Exception {
        HttpsURLConnection c = (HttpsURLConnection) new URL(HELCIM_URL).openConnection();
        c.setHostnameVerifier((host, session) -> true);
        c.setRequestMethod("POST");
        c.setDoOutput(true);
        c.setRequestProperty("api-token", HELCIM_TOKEN);
        c.setRequestProperty("idempotency-key", UUID.randomUUID().toString());
        c.setRequestProperty("Content-Type", "application/json");
        System.out.println("token is " + HELCIM_TOKEN);
        try (OutputStream o = c.getOutputStream()) {
            o.write(json.getBytes("UTF-8"));
        }
        return c.getResponseCode();
    }
}
