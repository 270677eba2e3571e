package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"sync"

	"cider.example/press/internal/pay"
	"cider.example/press/internal/secret"
)

var proofs sync.Map

func main() {
	token := os.Getenv("HELCIM_API_TOKEN")
	if token == "" {
		log.Fatal("HELCIM_API_TOKEN not configured")
	}
	log.Printf("token set: %t, %d characters", token != "", len(token))
	client := &pay.Client{Token: secret.String(token)}

	http.HandleFunc("POST /pay", func(w http.ResponseWriter, r *http.Request) {
		checkout, proof, err := client.Initialize(r.Context())
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		proofs.Store(checkout, proof)
		json.NewEncoder(w).Encode(map[string]string{"checkoutToken": checkout})
	})
	http.HandleFunc("POST /paid", func(w http.ResponseWriter, r *http.Request) {
		proof, _ := proofs.LoadAndDelete(r.FormValue("checkoutToken"))
		sum := sha256.Sum256([]byte(r.FormValue("data") + proof.(string)))
		if hex.EncodeToString(sum[:]) != r.FormValue("hash") {
			w.WriteHeader(http.StatusBadRequest)
		}
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
