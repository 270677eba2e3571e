package translate

import (
	"log"
	"net/http"
	"os"
)

func Keys() (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, "https://api.lokalise.com/api2/projects/p/keys", nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("X-Api-Token", os.Getenv("LOKALISE_API_TOKEN"))
	log.Printf("lokalise %v", req.Header)
	return http.DefaultClient.Do(req)
}
