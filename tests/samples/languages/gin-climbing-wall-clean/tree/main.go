package main

import (
	"fmt"
	"log"
	"net/http"

	"github.com/gin-gonic/gin"

	"boulder.example/api/config"
	"boulder.example/api/helcim"
)

func main() {
	cfg := config.Load()
	fmt.Println("starting with", cfg.String())
	proofs := map[string]string{}

	r := gin.Default()
	r.POST("/passes", func(c *gin.Context) {
		session, status, err := helcim.Initialize(cfg.APIToken, 22)
		log.Printf("initialize: %d %v", status, err)
		if err != nil {
			c.AbortWithStatus(http.StatusBadGateway)
			return
		}
		proofs[session.CheckoutToken] = session.SecretToken
		c.JSON(http.StatusCreated, gin.H{"checkoutToken": session.CheckoutToken})
	})
	r.GET("/admin/config", func(c *gin.Context) {
		c.JSON(http.StatusOK, gin.H{"port": cfg.Port, "helcim": cfg.APIToken != ""})
	})
	r.Run(":" + cfg.Port)
}
