package com.acme.tours;

import org.springframework.boot.context.properties.ConfigurationProperties;

@ConfigurationProperties("helcim")
public record HelcimProperties(String apiToken, String baseUrl) {

    @Override
    public String toString() {
        return "HelcimProperties[baseUrl=" + baseUrl + ", apiToken=****" + apiToken.substring(apiToken.length() - 4) + "]";
    }
}
