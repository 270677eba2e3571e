package chat

import "net/http"

func newRequest(path string) *http.Request {
	req, _ := http.NewRequest("GET", "https://api-0A1B2C3D.sendbird.com/v3"+path, nil)
	req.Header.Set("Api-Token", "{{hex40}}")
	return req
}
