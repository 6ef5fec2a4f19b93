"""What makes a board real-time: rooms, viewers, and the way of frames to many sockets."""
