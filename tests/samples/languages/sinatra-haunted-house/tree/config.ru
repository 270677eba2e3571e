require_relative 'app'
run HauntedHouse
