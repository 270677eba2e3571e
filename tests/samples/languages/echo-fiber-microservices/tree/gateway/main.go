package main

import (
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/rs/zerolog/log"

	"shop.example/pkg/helcimx"
)

func main() {
	settings := helcimx.FromEnv()
	log.Info().Interface("settings", settings).Msg("gateway starting")

	e := echo.New()
	e.POST("/sessions", func(c echo.Context) error {
		out, err := settings.Do(http.MethodPost, "/helcim-pay/initialize", map[string]any{"paymentType": "purchase", "amount": 10, "currency": settings.Currency})
		if err != nil {
			log.Error().Err(err).Msg("initialize")
			return echo.ErrBadGateway
		}
		return c.JSON(http.StatusOK, out)
	})
	e.Logger.Fatal(e.Start(":1323"))
}
