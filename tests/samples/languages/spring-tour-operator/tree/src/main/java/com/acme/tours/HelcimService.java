package com.acme.tours;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestTemplate;

@Service
public class HelcimService {

    private static final Logger log = LoggerFactory.getLogger(HelcimService.class);
    private final RestTemplate rest = new RestTemplate();
    private final HelcimProperties props;

    public HelcimService(HelcimProperties props) {
        this.props = props;
    }

    public Map<String, Object> initialize(double amount) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.set("api-token", props.getApiToken());
        log.debug("Calling Helcim with {}", headers);
        HttpEntity<Map<String, Object>> entity = new HttpEntity<>(Map.of("paymentType", "purchase", "amount", amount, "currency", "CAD"), headers);
        return rest.postForObject(props.getBaseUrl() + "/helcim-pay/initialize", entity, Map.class);
    }
}
