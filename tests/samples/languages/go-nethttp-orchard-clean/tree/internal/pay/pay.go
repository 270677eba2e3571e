package pay

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"

	"cider.example/press/internal/secret"
)

type Client struct {
	Token secret.String
}

type session struct {
	CheckoutToken string `json:"checkoutToken"`
	SecretToken   string `json:"secretToken"`
}

func (c *Client) Initialize(ctx context.Context) (checkout, proof string, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://api.helcim.com/v2/helcim-pay/initialize",
		strings.NewReader(`{"paymentType":"purchase","amount":30,"currency":"CAD"}`))
	if err != nil {
		return "", "", err
	}
	req.Header.Set("Api-Token", c.Token.Reveal())
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", "", err
	}
	defer res.Body.Close()
	slog.InfoContext(ctx, "helcim", "status", res.StatusCode, "token", c.Token, "header", res.Header)
	var s session
	err = json.NewDecoder(res.Body).Decode(&s)
	return s.CheckoutToken, s.SecretToken, err
}
