package ca.vineyard.pay;

import org.springframework.boot.context.properties.ConfigurationProperties;

@ConfigurationProperties("helcim")
public record HelcimProperties(String baseUrl, String apiToken) {
}
