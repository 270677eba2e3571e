package ca.vineyard.pay;

import org.springframework.boot.context.properties.ConfigurationProperties;

@ConfigurationProperties("helcim")
public record HelcimProperties(String baseUrl, String apiToken) {

    @Override
    public String toString() {
        return "HelcimProperties[baseUrl=" + baseUrl + ", apiToken=" + (apiToken == null ? "NOT SET" : "SET") + "]";
    }
}
