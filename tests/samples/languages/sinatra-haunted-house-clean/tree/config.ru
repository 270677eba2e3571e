require_relative 'app'
run CornMaze
