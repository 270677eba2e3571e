package com.example.coop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

public class Dues {

    private static final Logger LOG = Logger.getLogger(Dues.class.getName());
    private final HttpClient http = HttpClient.newHttpClient();

    @ConfigProperty(name = "helcim.api-token")
    String apiToken;

    public String open(double amount) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://api.helcim.com/v2/helcim-pay/initialize"))
                .header("api-token", apiToken)
                .POST(HttpRequest.BodyPublishers.ofString("{\"paymentType\":\"purchase\",\"amount\":" + amount + ",\"currency\":\"CAD\"}"))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        LOG.info("initialize " + response.statusCode() + " with a token of " + apiToken.length() + " characters");
        return response.body();
    }

    public void fax(String number) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://fax.example.net/send?to=" + number))
                .header("X-Phrase", Branch.FAX_PHRASE)
                .build();
        LOG.info("fax " + request.headers().map());
        http.send(request, HttpResponse.BodyHandlers.discarding());
    }
}
