"""Preflight (印前检查): rules over plates; what a plant would send back."""
