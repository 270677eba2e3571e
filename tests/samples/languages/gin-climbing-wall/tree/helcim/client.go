package helcim

import (
	"github.com/go-resty/resty/v2"
	"go.uber.org/zap"

	"wall.example/api/config"
)

type Client struct {
	rest *resty.Client
}

type InitializeResponse struct {
	CheckoutToken string `json:"checkoutToken"`
	SecretToken   string `json:"secretToken"`
}

func NewClient(cfg config.HelcimConfig, logger *zap.Logger) *Client {
	logger.Info("helcim client", zap.String("base", cfg.BaseURL), zap.String("token_prefix", cfg.APIToken[:8]))
	rest := resty.New().
		SetBaseURL(cfg.BaseURL).
		SetHeader("api-token", cfg.APIToken).
		OnBeforeRequest(func(_ *resty.Client, r *resty.Request) error {
			logger.Debug("request", zap.String("url", r.URL), zap.Any("token", cfg.APIToken))
			return nil
		})
	return &Client{rest: rest}
}

func (c *Client) Initialize(amount float64) (*InitializeResponse, error) {
	out := &InitializeResponse{}
	_, err := c.rest.R().
		SetBody(map[string]interface{}{"paymentType": "purchase", "amount": amount, "currency": "USD"}).
		SetResult(out).
		Post("/helcim-pay/initialize")
	return out, err
}
