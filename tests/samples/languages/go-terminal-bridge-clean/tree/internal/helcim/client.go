package helcim

import (
	"fmt"
	"log/slog"
	"net/http"
)

const (
	base        = "https://api.helcim.com/v2"
	tokenHeader = "api-token"
)

type Client struct {
	token string
	http  *http.Client
}

func New(token string) *Client { return &Client{token: token, http: http.DefaultClient} }

func (c *Client) Ping(code string) error {
	req, err := http.NewRequest(http.MethodGet, fmt.Sprintf("%s/devices/%s/ping", base, code), nil)
	if err != nil {
		return err
	}
	req.Header.Set(tokenHeader, c.token)
	slog.Debug("helcim request", "method", req.Method, "path", req.URL.Path, "header", tokenHeader)
	res, err := c.http.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	return nil
}
