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
        log.info("Helcim properties: {}", properties);
        this.client = builder
                .baseUrl(properties.baseUrl())
                .defaultHeader("api-token", properties.apiToken())
                .requestInterceptor((request, body, execution) -> {
                    log.debug("{} {} {}", request.getMethod(), request.getURI(), request.getHeaders());
                    return execution.execute(request, body);
                })
                .build();
    }

    public PaySession open(double amount) {
        return client.post()
                .uri("/helcim-pay/initialize")
                .body(Map.of("paymentType", "purchase", "amount", amount, "currency", "CAD"))
                .retrieve()
                .body(PaySession.class);
    }
}
