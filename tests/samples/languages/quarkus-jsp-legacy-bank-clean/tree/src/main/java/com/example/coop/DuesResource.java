package com.example.coop;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

@Path("/dues")
public class DuesResource {

    private static final Map<String, String> SECRETS = new ConcurrentHashMap<>();

    @Inject
    Dues dues;

    @POST
    public Response open() throws Exception {
        JsonObject answer = Json.createReader(new StringReader(dues.open(60))).readObject();
        SECRETS.put(answer.getString("checkoutToken"), answer.getString("secretToken"));
        return Response.ok(Map.of("checkoutToken", answer.getString("checkoutToken"))).build();
    }
}
