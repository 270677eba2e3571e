package ca.vineyard.web;

import ca.vineyard.pay.HelcimGateway;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class CaseController {

    private final HelcimGateway gateway;

    public CaseController(HelcimGateway gateway) {
        this.gateway = gateway;
    }

    @PostMapping("/cases/pay")
    public Map<String, String> pay(@RequestParam double amount, HttpSession http) {
        var session = gateway.open(amount);
        http.setAttribute("helcimSecret", session.secretToken());
        return Map.of("checkoutToken", session.checkoutToken());
    }

    @PostMapping("/cases/paid")
    public Map<String, Boolean> paid(@RequestParam String data, @RequestParam String hash, HttpSession http) throws NoSuchAlgorithmException {
        String secret = (String) http.getAttribute("helcimSecret");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest((data + secret).getBytes(StandardCharsets.UTF_8));
        return Map.of("paid", HexFormat.of().formatHex(digest).equals(hash));
    }
}
