package shapes;

record Claim(int value) {}
