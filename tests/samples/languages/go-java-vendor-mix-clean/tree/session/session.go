package session

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"net/http"
)

type Session struct {
	APIToken    string `json:"apiToken"`
	SecretToken string `json:"secretToken"`
}

// Login hands out a session of our own API.
func Login(w http.ResponseWriter, r *http.Request) {
	b := make([]byte, 32)
	rand.Read(b)
	json.NewEncoder(w).Encode(Session{APIToken: hex.EncodeToString(b[:16]), SecretToken: hex.EncodeToString(b[16:])})
}
