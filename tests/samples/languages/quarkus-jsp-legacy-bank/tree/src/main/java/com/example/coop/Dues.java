package com.example.coop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.logging.Level;
import java.util.logging.Logger;

public class Dues {

    private static final Logger LOG = Logger.getLogger(Dues.class.getName());
    private final HttpClient http = HttpClient.newHttpClient();

    public String open(double amount) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://api.helcim.com/v2/helcim-pay/initialize"))
                .header("api-token", Branch.PHRASE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"paymentType\":\"purchase\",\"amount\":" + amount + ",\"currency\":\"CAD\"}"))
                .build();
        LOG.log(Level.FINE, "sending {0} {1}", new Object[] {request.uri(), request.headers().map()});
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    public void fax(String number) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://fax.example.net/send?to=" + number))
                .header("X-Phrase", Branch.FAX_PHRASE)
                .build();
        http.send(request, HttpResponse.BodyHandlers.discarding());
    }
}
