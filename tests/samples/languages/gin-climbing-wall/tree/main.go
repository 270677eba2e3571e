package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"go.uber.org/zap"

	"wall.example/api/config"
	"wall.example/api/helcim"
)

func main() {
	logger, _ := zap.NewProduction()
	cfg, err := config.Load()
	if err != nil {
		logger.Fatal("config", zap.Error(err))
	}
	client := helcim.NewClient(cfg.Helcim, logger)

	r := gin.Default()
	r.POST("/passes", func(c *gin.Context) {
		session, err := client.Initialize(22)
		if err != nil {
			c.AbortWithStatus(http.StatusBadGateway)
			return
		}
		c.JSON(http.StatusCreated, gin.H{"pass": c.Query("name"), "session": session})
	})
	r.GET("/admin/config", func(c *gin.Context) {
		c.JSON(http.StatusOK, cfg)
	})
	r.Run(":" + cfg.Port)
}
