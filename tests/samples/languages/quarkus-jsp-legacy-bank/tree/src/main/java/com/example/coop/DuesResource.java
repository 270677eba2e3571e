package com.example.coop;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.logging.Logger;

@Path("/dues")
@Produces(MediaType.APPLICATION_JSON)
public class DuesResource {

    private static final Logger LOG = Logger.getLogger("dues");

    @Inject
    Dues dues;

    @POST
    public Response open() throws Exception {
        String answer = dues.open(60);
        return Response.ok(answer).build();
    }

    @POST
    @Path("/helcim/hook")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response hook(String body) {
        LOG.info("connected account " + body);
        return Response.noContent().build();
    }
}
