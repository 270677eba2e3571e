package com.example.mail;

import java.net.URI;
import java.net.http.HttpRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

public class Postmark {

    private static final Logger LOG = LoggerFactory.getLogger(Postmark.class);

    public HttpRequest request(String json) {
        String serverToken = System.getenv("POSTMARK_SERVER_TOKEN");
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://api.postmarkapp.com/email"))
                .header("X-Postmark-Server-Token", serverToken)
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        LOG.debug("postmark token {} headers {}", serverToken, request.headers());
        return request;
    }
}
