package helcim

import (
	"log"
	"net/http"
	"os"
)

func Terminals() (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, "https://api.helcim.com/v2/card-terminals", nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("api-token", os.Getenv("HELCIM_API_TOKEN"))
	res, err := http.DefaultClient.Do(req)
	if err == nil {
		log.Printf("helcim terminals: %s %v", res.Status, res.Header)
	}
	return res, err
}
