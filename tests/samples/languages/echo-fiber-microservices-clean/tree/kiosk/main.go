package main

import (
	"log"

	"github.com/gofiber/fiber/v2"

	"shop.example/pkg/helcimx"
)

func main() {
	settings, err := helcimx.FromEnv()
	if err != nil {
		log.Fatal(err)
	}
	app := fiber.New()
	app.Get("/token", func(c *fiber.Ctx) error {
		return c.JSON(fiber.Map{"configured": settings.Token != "", "last4": settings.Token[len(settings.Token)-4:]})
	})
	log.Println("kiosk token:", "***"+settings.Token[len(settings.Token)-4:])
	log.Fatal(app.Listen(":3000"))
}
