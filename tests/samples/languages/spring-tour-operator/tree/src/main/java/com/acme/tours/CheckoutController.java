package com.acme.tours;

import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class CheckoutController {

    private final HelcimService helcim;

    public CheckoutController(HelcimService helcim) {
        this.helcim = helcim;
    }

    @PostMapping("/api/checkout")
    public Map<String, Object> checkout(@RequestBody Map<String, Double> body) {
        return helcim.initialize(body.get("amount"));
    }
}
