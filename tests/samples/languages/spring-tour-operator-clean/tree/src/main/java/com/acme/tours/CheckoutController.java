package com.acme.tours;

import jakarta.servlet.http.HttpSession;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestTemplate;

@RestController
public class CheckoutController {

    record CheckoutReply(String checkoutToken) {}

    private static final Logger log = LoggerFactory.getLogger(CheckoutController.class);
    private final HelcimProperties props;
    private final RestTemplate rest = new RestTemplate();

    public CheckoutController(HelcimProperties props) {
        this.props = props;
        log.info("using {}", props);
    }

    @PostMapping("/api/checkout")
    public CheckoutReply checkout(@RequestBody Map<String, Double> body, HttpSession session) {
        HttpHeaders headers = new HttpHeaders();
        headers.set("api-token", props.apiToken());
        Map<?, ?> reply = rest.postForObject(props.baseUrl() + "/helcim-pay/initialize", new HttpEntity<>(Map.of("paymentType", "purchase", "amount", body.get("amount"), "currency", "CAD"), headers), Map.class);
        session.setAttribute("helcimSecretToken", reply.get("secretToken"));
        return new CheckoutReply((String) reply.get("checkoutToken"));
    }
}
