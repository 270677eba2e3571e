package helcim

import (
	"bytes"
	"encoding/json"
	"net/http"
)

type Session struct {
	CheckoutToken string `json:"checkoutToken"`
	SecretToken   string `json:"secretToken"`
}

func Initialize(token string, amount float64) (Session, int, error) {
	body, _ := json.Marshal(map[string]any{"paymentType": "purchase", "amount": amount, "currency": "USD"})
	req, _ := http.NewRequest(http.MethodPost, "https://api.helcim.com/v2/helcim-pay/initialize", bytes.NewReader(body))
	req.Header.Add("api-token", token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return Session{}, 0, err
	}
	defer res.Body.Close()
	var s Session
	err = json.NewDecoder(res.Body).Decode(&s)
	return s, res.StatusCode, err
}
