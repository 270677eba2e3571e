package helcimx

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"

	"github.com/rs/zerolog"
)

type Settings struct {
	Token    string
	Currency string
}

// MarshalZerologObject keeps the token out of logs.
func (s Settings) MarshalZerologObject(e *zerolog.Event) {
	e.Str("currency", s.Currency).Bool("token", s.Token != "").Int("length", len(s.Token))
}

func FromEnv() (Settings, error) {
	token := os.Getenv("HELCIM_API_TOKEN")
	if token == "" {
		return Settings{}, fmt.Errorf("HELCIM_API_TOKEN not configured")
	}
	return Settings{Token: token, Currency: "CAD"}, nil
}

func (s Settings) Initialize(amount float64) (checkout, secret string, err error) {
	body, _ := json.Marshal(map[string]any{"paymentType": "purchase", "amount": amount, "currency": s.Currency})
	req, err := http.NewRequest("POST", "https://api.helcim.com/v2/helcim-pay/initialize", bytes.NewBuffer(body))
	if err != nil {
		return "", "", err
	}
	req.Header.Set("api-token", s.Token)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", "", fmt.Errorf("initialize: %w", err)
	}
	defer resp.Body.Close()
	var out struct{ CheckoutToken, SecretToken string }
	err = json.NewDecoder(resp.Body).Decode(&out)
	return out.CheckoutToken, out.SecretToken, err
}
