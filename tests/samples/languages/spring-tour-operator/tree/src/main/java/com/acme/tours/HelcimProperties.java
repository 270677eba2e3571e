package com.acme.tours;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

@Component
public class HelcimProperties {

    @Value("${helcim.api-token:{{token4}}}")
    private String apiToken;

    @Value("${helcim.base-url:https://api.helcim.com/v2}")
    private String baseUrl;

    public String getApiToken() {
        return apiToken;
    }

    public String getBaseUrl() {
        return baseUrl;
    }
}
