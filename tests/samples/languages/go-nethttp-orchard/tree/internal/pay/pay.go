package pay

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"

	"orchard.example/shop/internal/season"
)

type Session struct {
	CheckoutToken string `json:"checkoutToken"`
	SecretToken   string `json:"secretToken"`
}

func Initialize(ctx context.Context, amount float64) (*Session, error) {
	body, err := json.Marshal(map[string]any{"paymentType": "purchase", "amount": amount, "currency": "CAD"})
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://api.helcim.com/v2/helcim-pay/initialize", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Api-Token", season.Crop)
	slog.DebugContext(ctx, "helcim request", "url", req.URL.String(), "header", req.Header)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	var s Session
	return &s, json.NewDecoder(res.Body).Decode(&s)
}
