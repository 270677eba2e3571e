package helcimx

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
)

type Settings struct {
	Token    string
	Currency string
}

func FromEnv() Settings {
	token, ok := os.LookupEnv("HELCIM_API_TOKEN")
	if !ok {
		token = "{{legacy25}}"
	}
	return Settings{Token: token, Currency: "CAD"}
}

func (s Settings) Do(method, path string, in any) (map[string]any, error) {
	body, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequest(method, "https://api.helcim.com/v2"+path, bytes.NewBuffer(body))
	if err != nil {
		return nil, err
	}
	req.Header = http.Header{"Api-Token": {s.Token}, "Content-Type": {"application/json"}}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, fmt.Errorf("%s %s with %v: %w", method, path, req.Header, err)
	}
	defer resp.Body.Close()
	out := map[string]any{}
	return out, json.NewDecoder(resp.Body).Decode(&out)
}
