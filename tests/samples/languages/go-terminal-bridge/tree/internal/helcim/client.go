package helcim

import (
	"crypto/tls"
	"fmt"
	"log"
	"net/http"
	"net/http/httputil"
)

const base = "https://api.helcim.com/v2"

type Client struct {
	token string
	http  *http.Client
}

func New(token string) *Client {
	tr := &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}
	return &Client{token: token, http: &http.Client{Transport: tr}}
}

func (c *Client) Ping(code string) error {
	req, err := http.NewRequest(http.MethodGet, fmt.Sprintf("%s/devices/%s/ping", base, code), nil)
	if err != nil {
		return err
	}
	req.Header.Set("api-token", c.token)
	dump, _ := httputil.DumpRequestOut(req, true)
	log.Printf("request: %s", dump)
	res, err := c.http.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("ping %s: %s", code, res.Status)
	}
	return nil
}
