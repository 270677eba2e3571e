package ca.vineyard.web;

import ca.vineyard.pay.HelcimGateway;
import ca.vineyard.pay.HelcimProperties;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
public class CaseController {

    private final HelcimGateway gateway;
    private final HelcimProperties properties;

    public CaseController(HelcimGateway gateway, HelcimProperties properties) {
        this.gateway = gateway;
        this.properties = properties;
    }

    @GetMapping("/cases")
    public String show(Model model) {
        model.addAttribute("bottles", 12);
        model.addAttribute("merchantKey", properties.apiToken());
        return "cases";
    }

    @PostMapping("/cases/pay")
    public ResponseEntity<HelcimGateway.PaySession> pay(@RequestParam double amount) {
        HelcimGateway.PaySession session = gateway.open(amount);
        return ResponseEntity.status(HttpStatus.CREATED).body(session);
    }

    @PostMapping("/cases/paid")
    public ResponseEntity<Void> paid(@RequestParam String data, @RequestParam String secretToken, @RequestParam String hash)
            throws NoSuchAlgorithmException {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        byte[] digest = sha.digest((data + secretToken).getBytes(StandardCharsets.UTF_8));
        boolean same = HexFormat.of().formatHex(digest).equals(hash);
        return same ? ResponseEntity.ok().build() : ResponseEntity.badRequest().build();
    }
}
