package ca.vineyard.pay;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

@Component
public class HelcimGateway {

    private static final Logger log = LoggerFactory.getLogger(HelcimGateway.class);

    public record PaySession(String checkoutToken, String secretToken) {
    }

    private final RestClient client;

    public HelcimGateway(HelcimProperties properties, RestClient.Builder builder) {
        String token = properties.apiToken();
        log.info("Helcim token ends with {} ({} characters)", token.substring(token.length() - 4), token.length());
        this.client = builder
                .baseUrl(properties.baseUrl())
                .defaultHeader("api-token", token)
                .requestInterceptor((request, body, execution) -> {
                    var response = execution.execute(request, body);
                    log.debug("{} {} -> {}", request.getMethod(), request.getURI(), response.getStatusCode());
                    return response;
                })
                .build();
    }

    public PaySession open(double amount) {
        return client.post().uri("/helcim-pay/initialize")
                .body(Map.of("paymentType", "purchase", "amount", amount, "currency", "CAD"))
                .retrieve().body(PaySession.class);
    }
}
